using Evaluation.Documents;
using Evaluation.Embedded.Journal;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded;

/// <summary>Adds the exit code of a data folder in use to <see cref="ExitCodes"/>.</summary>
internal static class EmbeddedExit
{
    /// <summary>The exit code of a failed start that an operator can fix; null for a bug.</summary>
    public static int? For(Exception failure) => failure switch
    {
        DataFolderInUseException => ExitCodes.FolderInUse,
        DocumentsUnavailableException => ExitCodes.JournalUnavailable,
        _ => ExitCodes.For(failure),
    };
}
