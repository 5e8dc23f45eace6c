using System.Text.Json.Serialization;
using Evaluation.Runtime;

namespace Evaluation.Rounds;

/// <summary>
/// Reserves credentials on a group's roll before they are generated, so that never more are issued than the roll has people. Refused with
/// <see cref="RefusalCode.BatchExists"/> for an id that the round knows, whatever the state of its batch.
/// </summary>
/// <param name="Batch">The id of the batch.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Count">The number of credentials.</param>
/// <param name="Units">Codes of the units that they may rate; null for all.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
/// <param name="Held">Whether the boxes hold the credentials back until the batch is settled. False in calls of earlier versions.</param>
/// <param name="Spares">
/// Credentials that are made with the others and vote only in place of lost slips. They take no place on the roll. Refused with
/// <see cref="RefusalCode.WrongState"/> in a round without key, whose slips have no numbers.
/// </param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
public sealed record ReserveCredentials(
    string Batch, string Group, int Count, IReadOnlyList<string>? Units, DateTimeOffset At, string By, bool Held = false, int Spares = 0,
    string? Person = null) : RoundViewCommand;

/// <summary>
/// States how many credentials of a batch were issued. The others are returned to the roll. A batch is settled once. Refused with
/// <see cref="RefusalCode.NoSuchBatch"/>, and with <see cref="RefusalCode.WrongState"/> when the batch is void or voting has closed.
/// </summary>
public sealed record SettleCredentials(string Batch, int Kept, DateTimeOffset At, string? Reason = null) : RoundViewCommand, IRepeatable;

/// <summary>
/// Begins to void a batch. The boxes then decide: a batch of which a credential has voted stays. A void batch stays void.
/// </summary>
/// <param name="Batch">The id of the batch.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account, or the schedule.</param>
/// <param name="Reason">The reason.</param>
/// <param name="OnlyUnsettled">Whether an issued batch is refused with <see cref="RefusalCode.WrongState"/>.</param>
public sealed record VoidBatch(string Batch, DateTimeOffset At, string By, string? Reason, bool OnlyUnsettled = false) : RoundViewCommand;

/// <summary>States that the boxes have done the step that was due. Ignored unless the batch still is of this version.</summary>
public sealed record CompleteBatch(string Batch, int Version, BatchOutcome Outcome, DateTimeOffset At) : RoundViewCommand, IRepeatable;

/// <summary>
/// Gives the second parts of the credentials of an issued batch to a person who did not issue it. The same person gets them again, because
/// an answer can break off; each time is an event, because an account of the same name may belong to somebody else. Refused with
/// <see cref="RefusalCode.SamePerson"/> to who issued the batch, and with <see cref="RefusalCode.SecondPartsFetched"/> when another person
/// has them: void the batch then.
/// </summary>
public sealed record FetchSecondParts(string Batch, DateTimeOffset At, Actor By) : RoundCommand, ICommand<Round, CredentialBatch>
{
    public CredentialBatch Answer(Round state) => state.Batches.Batches[Batch];
}

/// <summary>What came of a step.</summary>
[JsonConverter(typeof(CamelCaseEnum<BatchOutcome>))]
public enum BatchOutcome
{
    /// <summary>The credentials vote.</summary>
    Enabled,

    /// <summary>No credential had voted, and all are removed.</summary>
    Void,

    /// <summary>A credential has voted, so the batch stays.</summary>
    Used,
}
