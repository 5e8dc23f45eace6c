using System.Text.Json;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>A batch of credentials in a list. The instant is in the round's time zone.</summary>
/// <param name="Units">The units that the credentials may rate; null for all.</param>
public sealed record BatchLine(string Id, string Group, int Count, IReadOnlyList<string>? Units, DateTimeOffset At, string By, BatchState State)
{
    public static BatchLine Of(CredentialBatch batch, string timeZone) =>
        new(batch.Batch, batch.Group, batch.Count, batch.Units, batch.ReservedAt.In(timeZone), batch.By, batch.State);
}

/// <summary>The batches of a round, oldest first.</summary>
public sealed record BatchLines(IReadOnlyList<BatchLine> Items);

/// <summary>The body of a call that voids a batch.</summary>
public sealed record Voiding(string Reason)
{
    internal static Voiding Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("reason").Required("reason").Text(Limits.ReasonCharacters, lines: true));
}
