using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Evaluation.Staff.Proposals;

/// <summary>Whether changes of accounts take two people, and the changes that wait.</summary>
public sealed record FourEyesBook
{
    /// <summary>Since when; null while they are off.</summary>
    public DateTimeOffset? OnSince { get; init; }

    /// <summary>Accounts from before that do not count as second people yet.</summary>
    public ImmutableSortedSet<string> Unconfirmed { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>All proposals, oldest first.</summary>
    public ImmutableList<Proposal> Proposals { get; init; } = [];

    /// <summary>What the console has announced, oldest first.</summary>
    public ImmutableList<GlassBreak> Glass { get; init; } = [];

    [JsonIgnore]
    public bool IsOn => OnSince is not null;

    /// <summary>What the console has announced and is neither in effect nor cancelled; null for nothing.</summary>
    [JsonIgnore]
    public GlassBreak? Announced => Glass is [.., { State: GlassState.Announced } last] ? last : null;

    [JsonIgnore]
    internal string NextProposal => string.Create(CultureInfo.InvariantCulture, $"p-{Proposals.Count + 1}");

    [JsonIgnore]
    internal string NextGlass => string.Create(CultureInfo.InvariantCulture, $"b-{Glass.Count + 1}");

    public Proposal? Find(string id) => Proposals.Find(proposal => proposal.Id == id);

    /// <summary>The proposal of a call.</summary>
    /// <param name="key">The key of the call; null when it has none.</param>
    public Proposal? OfCall(CreationKey? key, string by, DateTimeOffset at) =>
        Proposals.FindLast(proposal => key is not null ? proposal.Repeat == key.Key : proposal.By == by && proposal.At == at);

    internal FourEyesBook Evolve(StaffEvent happened, StaffRoster before) => happened switch
    {
        StaffProposed proposed => this with
        {
            Proposals = Proposals.Add(new(
                proposed.Id, proposed.Content.Kind, proposed.Name, proposed.Content.Count, proposed.Content, proposed.Reason, proposed.At, proposed.By, proposed.Person, proposed.Key?.Key)),
        },
        ProposalApproved approved => Decide(approved.Id, ProposalState.Approved, new(approved.At, approved.By, approved.Person)),
        ProposalRejected rejected => Decide(rejected.Id, ProposalState.Rejected, new(rejected.At, rejected.By, rejected.Person, rejected.Reason)),
        FourEyesTurnedOn on => this with { OnSince = on.At, Unconfirmed = Unconfirmed.Union(before.Accounts.Keys.Except(on.Seconds)) },
        AccountsConfirmed confirmed => this with { Unconfirmed = Unconfirmed.Except(confirmed.Names) },
        StaffRemoved removed => this with { Unconfirmed = Unconfirmed.Remove(removed.Name) },
        GlassBroken broken => this with { Glass = Glass.Add(new(broken.Id, broken.Name, broken.KeyHash, broken.Reason, broken.At, broken.EffectiveAt)) },
        GlassTookEffect effect => Mend(effect.Id, GlassState.Effective, effect) with { Unconfirmed = Unconfirmed.Remove(effect.Name) },
        GlassCancelled cancelled => Mend(cancelled.Id, GlassState.Cancelled, cancelled),
        _ => this,
    };

    private FourEyesBook Decide(string id, ProposalState state, ProposalDecision decided) => Find(id) is { } known
        ? this with { Proposals = Proposals.Replace(known, known with { State = state, Decided = decided, Content = null }) }
        : this;

    private FourEyesBook Mend(string id, GlassState state, StaffEvent happened) => Glass.Find(broken => broken.Id == id) is { } known
        ? this with { Glass = Glass.Replace(known, known with { State = state, KeyHash = "", DecidedAt = happened.At, DecidedBy = happened.By }) }
        : this;
}

/// <summary>Where an announcement of the console stands.</summary>
[JsonConverter(typeof(CamelCaseEnum<GlassState>))]
public enum GlassState
{
    Announced,
    Effective,
    Cancelled,
}

/// <summary>An announcement of the console: an administrator is made, or gets another key.</summary>
/// <param name="KeyHash">Blank when it is not announced any more.</param>
/// <param name="DecidedAt">When it took effect or was cancelled; null while it is announced.</param>
/// <param name="DecidedBy">Who cancelled it.</param>
public sealed record GlassBreak(
    string Id, string Name, string KeyHash, string Reason, DateTimeOffset At, DateTimeOffset EffectiveAt, GlassState State = GlassState.Announced, DateTimeOffset? DecidedAt = null,
    string? DecidedBy = null);
