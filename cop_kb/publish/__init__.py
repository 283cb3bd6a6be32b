"""Publishing: the built site becomes a commit on the branch of a remote repository that a web server shows."""
