"""Writing what was previewed: first everything is laid out in tables of this session, then one transaction takes it.

``commit.commit_file`` is the way in.
"""
