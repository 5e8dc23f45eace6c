namespace Evaluation.Gateway.Pages.Administrator;

/// <summary>What pages on a round answer alike.</summary>
internal static class ManagedRounds
{
    public static readonly Refusal NoSuchPage = new(RefusalCode.NotFound, "There is nothing at this address.");
}
