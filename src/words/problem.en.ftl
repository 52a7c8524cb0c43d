### How grave a problem is, and where.

severity-error = error
severity-warning = warning
place-file = whole file
more-problems = { $count } more problems are not listed.
