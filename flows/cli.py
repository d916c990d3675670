"""The `solieu` command: its commands by name, and how errors end. Loads no heavy library by itself."""

import sys

import typer

from flows.collector import collect_seldom
from flows.commands import (
    backfill,
    check,
    compare,
    config,
    crawl,
    db,
    deploy,
    diff,
    doctor,
    evaluate,
    export,
    extract,
    review,
    rules,
    run,
    schema,
    sources,
    users,
)
from flows.messages import print_end
from flows.streams import OUTPUT_FAILS, give_up_output, prepare_streams
from flows.usage_errors import HELP_WAS_ASKED, UsageError, explain
from schemas.errors import ConfigError, PipelineError

app = typer.Typer(
    name="solieu",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Trích số liệu từ báo chí và báo cáo tiếng Việt. (Figures from Vietnamese news as validated records.)",
)
app.command(epilog=run.EXAMPLE)(run.run)
app.command(epilog=crawl.EXAMPLE)(crawl.crawl)
app.command(epilog=backfill.EXAMPLE)(backfill.backfill)
app.command(epilog=extract.EXAMPLE)(extract.extract)
app.command(epilog=check.EXAMPLE)(check.check)
app.command(epilog=compare.EXAMPLE)(compare.compare)
app.command(epilog=export.EXAMPLE)(export.export)
app.command(epilog=diff.EXAMPLE)(diff.diff)
app.command(epilog=review.EXAMPLE)(review.review)
app.command(epilog=evaluate.EXAMPLE)(evaluate.evaluate)
app.add_typer(sources.app, name="sources", epilog=sources.EXAMPLE)
app.add_typer(db.app, name="db", epilog=db.EXAMPLE)
app.add_typer(users.app, name="users", epilog=users.EXAMPLE)
app.command(epilog=config.EXAMPLE)(config.config)
app.command(epilog=doctor.EXAMPLE)(doctor.doctor)
app.command(epilog=deploy.EXAMPLE)(deploy.deploy)
app.command(epilog=rules.EXAMPLE)(rules.rules)
app.command(epilog=schema.EXAMPLE)(schema.schema)


def main() -> None:
    """Run the command line; exit code 0 done, 1 the work found problems, 2 wrong use, 130 stopped by Ctrl-C."""
    collect_seldom()
    prepare_streams()
    try:
        # Else the library would print its own errors, which are English, and end.
        code = app(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code)
    except UsageError as error:
        if type(error).__name__ != HELP_WAS_ASKED:
            print_end(explain(error, typer.main.get_command(app), sys.argv[1:]))
        sys.exit(2)
    except typer.Abort:
        print_end("solieu: đã bỏ dở theo ý người dùng")
        sys.exit(1)
    except ConfigError as error:
        print_end(f"solieu: {error}")
        sys.exit(2)
    except PipelineError as error:
        print_end(f"solieu: {error}")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output left (`| head`); nothing more can be said to it.
        give_up_output()
        sys.exit(1)
    except OSError as error:
        if error.filename is not None or error.errno not in OUTPUT_FAILS:
            raise
        give_up_output()
        print_end(f"solieu: không ghi được kết quả ({error.strerror}); hãy xem chỗ trống của nơi nhận rồi chạy lại")
        sys.exit(1)
