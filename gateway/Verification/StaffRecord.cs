using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification.Accounts;
using Evaluation.Journal;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Verification;

/// <summary>The accounts of the staff with their roles over time, as the staff stream tells them.</summary>
internal sealed class StaffRecord(IJournal journal, Findings findings)
{
    /// <summary>
    /// How long after it lost a role an account may still appear in the record: the role is checked when a call begins, the event carries
    /// the time at which it ends, and the longest calls take ten minutes.
    /// </summary>
    private static readonly TimeSpan CallMax = Limits.CredentialCallMax + TimeSpan.FromMinutes(5);

    /// <summary>How far the clocks of two processes may differ.</summary>
    private static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, List<Period>> _periods = new(StringComparer.Ordinal);
    private readonly FourEyesLaw _law = new();

    // The staff after each change since four eyes are on.
    private readonly List<(DateTimeOffset From, StaffRoster Staff)> _states = [];
    private StaffRoster _roster = new();
    private bool _isWhole = true;

    public static string Stream { get; } = StaffGrain.Ref.Stream;

    /// <summary>The number of events that were read.</summary>
    public long Version { get; private set; }

    /// <summary>The time of the last event.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Reads the events that were not read yet.</summary>
    public async ValueTask CatchUpAsync()
    {
        if (_isWhole)
            _isWhole = await StreamReading.ReadAsync(journal, Stream, Version, StaffGrain.Read, Apply, findings);
    }

    public bool Knows(string account) => _periods.ContainsKey(account);

    /// <summary>Whether the account had such a role when it acted.</summary>
    public bool Had(string account, DateTimeOffset at, Func<RoleGrant, bool> role) =>
        _periods.TryGetValue(account, out var periods)
        && periods.Any(period => period.From - ClockDifferenceMax <= at && (period.Until is not { } until || at <= until + CallMax) && period.Roles.Any(role));

    /// <summary>Whether four eyes were ever turned on.</summary>
    public bool HadFourEyes => _states.Count > 0;

    /// <summary>
    /// Why an account could not be the second person of an act at that time; null if the staff allowed it at an instant near it. A caller
    /// is checked before the act gets its time, and clocks differ.
    /// </summary>
    public Refusal? WhyNotSecond(ViewSecondEyes asked, DateTimeOffset at)
    {
        if (!HadFourEyes || at - ClockDifferenceMax < _states[0].From)
            return null;
        Refusal? why = null;
        for (var i = 0; i < _states.Count; i++)
        {
            var isNear = _states[i].From <= at + ClockDifferenceMax && (i + 1 == _states.Count || _states[i + 1].From >= at - ClockDifferenceMax);
            if (isNear && !asked.Answer(_states[i].Staff).IsRefused(out why))
                return null;
        }
        return why;
    }

    private void Apply(StaffEvent happened, long version)
    {
        if (Fault(happened) is { } fault)
            findings.Add(FindingKind.Differs, Stream, version, fault);
        if (_law.Fault(_roster, happened, MayManage(happened)) is { } unlawful)
            findings.Add(FindingKind.Differs, Stream, version, unlawful);
        _roster = _roster.Evolve(happened);
        (Version, LastAt) = (version + 1, happened.At);
        if (_roster.FourEyes.IsOn && happened is not (SignedIn or SignedInByProvider or SignInFailed))
            _states.Add((happened.At, _roster));
        if (happened is not (StaffAdded or RolesChanged or StaffRemoved))
            return;
        if (!_periods.TryGetValue(happened.Name, out var periods))
            _periods[happened.Name] = periods = [];
        if (periods is [.., { Until: null } current])
            periods[^1] = current with { Until = happened.At };
        if (_roster.Accounts.TryGetValue(happened.Name, out var account))
            periods.Add(new(happened.At, null, account.Roles));
        else if (!_roster.Accounts.Values.Any(other => other.Roles.Any(IsAdministrator)))
            findings.Add(FindingKind.Differs, Stream, version, "no administrator is left");
    }

    private string? Fault(StaffEvent happened) => happened switch
    {
        StaffAdded added when _roster.Accounts.ContainsKey(added.Name) => $"the account '{added.Name}' is added a second time",
        StaffAdded or RolesChanged or StaffRemoved or KeyReplaced or StaffUnlocked => MayManage(happened) ? null : Unable(happened),
        // Of a proposed person the two people are checked with the proposal.
        PersonNamed { Proposal: not null } => MayManage(happened) ? null : Unable(happened),
        PersonNamed => MayManage(happened) ? IsOwn(happened) ? $"'{happened.By}' named the person of '{happened.Name}', an account of the same person" : null : Unable(happened),
        InterestEntered => happened.By == happened.Name || MayManage(happened) ? null : Unable(happened),
        SessionsEnded => happened.By == happened.Name || MayManage(happened) ? null : Unable(happened),
        InterestRemoved => MayManage(happened) ? null : Unable(happened),
        ProviderIdSet set => !MayManage(happened) ? Unable(happened)
            : _roster.Accounts.Values.FirstOrDefault(other => other.ProviderId == set.ProviderId) is { } other ? $"'{set.Name}' gets the provider's id of '{other.Name}'" : null,
        ProviderIdRemoved => MayManage(happened) ? null : Unable(happened),
        SignedInByProvider => happened.By != happened.Name ? $"'{happened.By}' signed in as '{happened.Name}'"
            : _roster.Accounts.GetValueOrDefault(happened.Name)?.ProviderId is null ? $"'{happened.Name}' signed in by the identity provider without an id" : null,
        PasswordReplaced => happened.By == happened.Name || MayManage(happened) ? null : Unable(happened),
        SignedIn => happened.By == happened.Name ? null : $"'{happened.By}' signed in as '{happened.Name}'",
        SignInFailed => happened.By == StartReport.System ? null : $"'{happened.By}' recorded a wrong password for '{happened.Name}'",
        _ => null,
    };

    private bool MayManage(StaffEvent happened) => happened.By == StartReport.System || Had(happened.By, happened.At, IsAdministrator);

    private bool IsOwn(StaffEvent happened) =>
        _roster.Accounts.TryGetValue(happened.Name, out var account)
        && (_roster.Accounts.TryGetValue(happened.By, out var caller) ? caller.Actor : Actor.Of(happened.By, null)).IsSamePersonAs(account.Actor);

    private static string Unable(StaffEvent happened) => $"'{happened.By}' changed the account '{happened.Name}' and was no administrator for all rounds at that time";

    private static bool IsAdministrator(RoleGrant grant) => grant is { Role: Role.Administrator, Round: null };

    private sealed record Period(DateTimeOffset From, DateTimeOffset? Until, IReadOnlyList<RoleGrant> Roles);
}
