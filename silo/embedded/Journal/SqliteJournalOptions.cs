namespace Evaluation.Embedded.Journal;

/// <summary>Where the journal is kept and how large it may become.</summary>
/// <param name="Folder">An existing folder, best held by a <see cref="DataFolder"/>; the file in it is <c>evaluation.db</c>.</param>
/// <param name="SizeBytesMax">
/// A quota: the most bytes of the file, rounded down to whole pages; null for no other limit than the disk. The write-ahead
/// log beside it comes on top, some 64 MiB at most. Beyond it, appends fail as on a full disk. A quota below what the file
/// already holds only keeps it from growing.
/// </param>
public sealed record SqliteJournalOptions(string Folder, long? SizeBytesMax = null);
