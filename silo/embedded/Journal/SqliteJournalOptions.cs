namespace Evaluation.Embedded.Journal;

/// <summary>The location and the maximum size of the journal.</summary>
/// <param name="Folder">An existing folder, normally locked by a <see cref="DataFolder"/>. The file in it is <c>evaluation.db</c>.</param>
/// <param name="SizeBytesMax">
/// A quota: maximum bytes of the file, rounded down to whole pages; null for no limit but the disk. The write-ahead log needs at most about
/// 64 MiB in addition. When the quota is reached, appends fail as on a full disk. If the file is already larger, the quota only keeps it
/// from growing.
/// </param>
public sealed record SqliteJournalOptions(string Folder, long? SizeBytesMax = null);
