using System.Text.Json.Serialization;

namespace Evaluation.Rounds;

/// <summary>The credentials of one call.</summary>
/// <param name="Batch">The id of the batch.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Count">The number of credentials that may vote: without spares that are not used, and without revoked ones.</param>
/// <param name="ReservedAt">When the call began.</param>
/// <param name="By">The staff account.</param>
/// <param name="Units">The units that they may rate; null for all.</param>
/// <param name="IsHeld">
/// Whether the boxes hold the credentials back until the batch is settled. False for batches of earlier versions.
/// </param>
/// <param name="State">The state, as listed.</param>
/// <param name="Version">Increases with every decision about the batch. A box ignores a command of a lower version.</param>
/// <param name="Due">The step that the boxes have not confirmed yet; null for none.</param>
/// <param name="IsUsed">Whether a credential is known to have voted. Such a batch is never void.</param>
/// <param name="Spares">Credentials that were made with the batch and vote only in place of lost slips. They are not in the count.</param>
/// <param name="Replaced">Slips of the batch that were revoked, with a spare or without one.</param>
/// <param name="Activated">Spares that vote in their place.</param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
/// <param name="Second">
/// Who has fetched the second parts of its credentials; null while nobody has, and for credentials in one part.
/// </param>
public sealed record CredentialBatch(
    string Batch, string Group, int Count, DateTimeOffset ReservedAt, string By = "", IReadOnlyList<string>? Units = null, bool IsHeld = false,
    BatchState State = BatchState.Unsettled, int Version = 0, BatchStep? Due = null, bool IsUsed = false,
    int Spares = 0, int Replaced = 0, int Activated = 0, string? Person = null, PartsFetched? Second = null)
{
    /// <summary>Who issued the batch, and so has the first parts of its credentials.</summary>
    [JsonIgnore]
    public Actor Issuer => Actor.Of(By, Person);

    /// <summary>The credentials that were made: spares are included, and slips that were revoked later.</summary>
    [JsonIgnore]
    public int Made => Count + Replaced - Activated + Spares;
}

/// <summary>Who has fetched the second parts of a batch, and when first.</summary>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
public sealed record PartsFetched(string By, string? Person, DateTimeOffset At);

/// <summary>The state of a batch of credentials.</summary>
[JsonConverter(typeof(CamelCaseEnum<BatchState>))]
public enum BatchState
{
    /// <summary>The answer is being sent, or it broke off. The credentials do not vote.</summary>
    Unsettled,

    /// <summary>The whole answer was sent. The credentials vote.</summary>
    Issued,

    /// <summary>The credentials never vote, and their places are free again on the roll.</summary>
    Void,
}

/// <summary>What the ballot boxes have to do for a batch.</summary>
[JsonConverter(typeof(CamelCaseEnum<BatchStep>))]
public enum BatchStep
{
    /// <summary>Let the credentials vote.</summary>
    Enable,

    /// <summary>Remove the credentials if none of them has voted.</summary>
    Void,
}

/// <summary>Batches of credentials, oldest first.</summary>
/// <param name="Small">The ids of batches whose crowd is too small; see <see cref="Crowds"/>. Null from an earlier version.</param>
public sealed record BatchList(IReadOnlyList<CredentialBatch> Items, IReadOnlyList<string>? Small = null)
{
    public bool IsSmall(CredentialBatch batch) => Small?.Contains(batch.Batch) is true;
}
