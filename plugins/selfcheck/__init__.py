"""Interactive self-checks from quizzes written in YAML.

The heart is a library: `quiz` reads YAML into a model or diagnostics, `kinds`
holds one folder for each kind of question, `book` the data that chapters and
quizzes share, `pages` writes HTML. `plugin`, `extension` and `cli` are thin
adapters over it for MkDocs, Python-Markdown and the command line.
"""
