using System.Text.Json;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Http.Bodies;

/// <summary>The body of an act that needs only a reason.</summary>
public sealed record GivenReason(string Reason)
{
    internal static GivenReason Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("reason").Required("reason").Text(Limits.ReasonCharacters, lines: true));
}
