"""The only place that knows nbgrader: release, collecting, marking, feedback and the hand-in page.

nbgrader keeps gradebook, marking by hand, feedback and exchange. It never runs a learner's notebook:
learners hand in one data file, `answers.json`, and that is marked as data.
"""
