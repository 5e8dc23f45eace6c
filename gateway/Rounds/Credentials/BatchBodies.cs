using System.Text.Json.Serialization;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>A batch of credentials in a list. The instant is in the round's time zone.</summary>
/// <param name="Count">Credentials that may vote, without unused spares and revoked slips.</param>
/// <param name="Units">The units that the credentials may rate; null for all.</param>
/// <param name="Spares">Spares that were made with the batch.</param>
/// <param name="Activated">Spares that vote in place of lost slips; 0 when the batch is void.</param>
/// <param name="Replaced">Slips that were revoked, with a spare or without one; 0 when the batch is void.</param>
/// <param name="SecondParts">
/// Who has fetched the second parts, and when first; left out while nobody has, and for credentials in one part.
/// </param>
/// <param name="SmallCrowd">
/// True where fewer credentials of the group may rate the same units than the minimum of a group that is shown: they hide nobody. Left out
/// otherwise.
/// </param>
public sealed record BatchLine(
    string Id, string Group, int Count, IReadOnlyList<string>? Units, DateTimeOffset At, string By, BatchState State, int Spares, int Activated, int Replaced,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FetchedLine? SecondParts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? SmallCrowd = null)
{
    public static BatchLine Of(CredentialBatch batch, string timeZone, bool isSmall = false) =>
        new(batch.Batch, batch.Group, batch.Count, batch.Units, batch.ReservedAt.In(timeZone), batch.By, batch.State, batch.Spares,
            batch.State == BatchState.Void ? 0 : batch.Activated, batch.State == BatchState.Void ? 0 : batch.Replaced,
            batch.Second is { } second ? new(second.By, second.At.In(timeZone)) : null, isSmall ? true : null);
}

/// <summary>Who has fetched the second parts of the credentials of a batch.</summary>
public sealed record FetchedLine(string By, DateTimeOffset At);

/// <summary>The batches of a round, oldest first.</summary>
public sealed record BatchLines(IReadOnlyList<BatchLine> Items);
