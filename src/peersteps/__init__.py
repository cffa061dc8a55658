"""peersteps: training for paid mental-health peer support workers."""

__version__ = "0.1.0"
