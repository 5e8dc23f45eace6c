using Evaluation.Rounds;

namespace Evaluation.Gateway.Pages.Public.Results;

/// <summary>Addresses of a result's pages; that of the newest version names none, so that it stays right.</summary>
internal static class ResultAddress
{
    public static string Unit(RoundView round, string unit, int version) => $"/rounds/{round.Id}/results/{unit}{Query(round, version)}";

    public static string Derivation(RoundView round, string unit, int version) => $"/rounds/{round.Id}/results/{unit}/derivation{Query(round, version)}";

    private static string Query(RoundView round, int version) => version == round.ResultVersions ? "" : $"?version={version}";
}
