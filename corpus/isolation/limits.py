"""What reading one document may cost, and how many processes read."""

from pydantic import Field

from schemas.record import Record


class ReadingLimits(Record):
    """Limits of reading in processes of their own.

    Attributes:
        seconds: Time for one document, by the clock and by the processor.
        memory_mb: Address space for one document, beyond what the process had before it.
        reply_mb: Size of the document that comes back, as JSON.
        workers: Processes side by side.
        documents: Documents that one process reads before another takes its place.
        growth_mb: Memory that a process may keep from the documents it has read.
        start_seconds: Time for a process to start.
    """

    seconds: float = Field(default=120, gt=0, le=86_400)
    memory_mb: int = Field(default=1_000, ge=50, le=1_000_000)
    reply_mb: int = Field(default=64, ge=1, le=2_000)
    workers: int = Field(default=2, ge=1, le=256)
    documents: int = Field(default=500, ge=1, le=1_000_000)
    growth_mb: int = Field(default=300, ge=10, le=1_000_000)
    start_seconds: float = Field(default=60, gt=0, le=3_600)
