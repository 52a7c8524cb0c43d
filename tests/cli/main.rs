//! The command line's tests: the built program, real files, its output and exit codes.
