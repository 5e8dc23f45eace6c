using System.Text.Json;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Evidence;

/// <summary>The body of a withdrawal.</summary>
public sealed record EvidenceWithdrawal(string Reason)
{
    internal static EvidenceWithdrawal Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("reason").Required("reason").Text(Limits.ReasonCharacters, lines: true));
}
