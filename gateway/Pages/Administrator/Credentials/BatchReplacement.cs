using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>
/// Whether a batch of credentials can be replaced. Nobody can ask which batches have voted without an act in the audit: in a small batch
/// that would say who has.
/// </summary>
public enum BatchReplacement
{
    /// <summary>Nobody of the group has voted.</summary>
    Possible,

    /// <summary>It depends on whether those who have voted are of this batch.</summary>
    Depends,

    /// <summary>One of the batch has voted.</summary>
    Used,

    /// <summary>Voting has closed.</summary>
    Ended,
}

internal static class BatchReplacements
{
    public static BatchReplacement Of(CredentialBatch batch, RoundState state, int voted) =>
        batch.IsUsed ? BatchReplacement.Used
        : state is not (RoundState.Draft or RoundState.Assessing or RoundState.Voting or RoundState.Paused) ? BatchReplacement.Ended
        : voted == 0 ? BatchReplacement.Possible : BatchReplacement.Depends;
}
