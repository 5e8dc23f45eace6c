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
