namespace Evaluation.Embedded.Journal;

/// <summary>Another running process holds the data folder.</summary>
public sealed class DataFolderInUseException(string folder, Exception inner) : Exception(
    $"The data folder '{folder}' is in use by another running program. Stop that program, or start this one with another data folder.", inner)
{
    public string Folder { get; } = folder;
}
