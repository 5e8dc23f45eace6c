using Evaluation.Documents;
using Evaluation.Embedded.Journal;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded;

/// <summary>Adds to <see cref="ExitCodes"/> what only a data folder can bring about.</summary>
internal static class EmbeddedExit
{
    /// <summary>The code for what a start may fail with and a person can mend; null for a bug.</summary>
    public static int? For(Exception failure) => failure switch
    {
        DataFolderInUseException => ExitCodes.FolderInUse,
        DocumentsUnavailableException => ExitCodes.JournalUnavailable,
        _ => ExitCodes.For(failure),
    };
}
