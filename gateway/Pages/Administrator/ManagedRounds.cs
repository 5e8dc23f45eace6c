namespace Evaluation.Gateway.Pages.Administrator;

/// <summary>Refusals that several pages of a round share.</summary>
internal static class ManagedRounds
{
    public static readonly Refusal NoSuchPage = new(RefusalCode.NotFound, "There is nothing at this address.");
}
