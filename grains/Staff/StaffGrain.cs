using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Staff.Proposals;

namespace Evaluation.Staff;

/// <summary>The staff accounts as a grain: one for the whole system.</summary>
public sealed class StaffGrain : IAggregate<StaffRoster, StaffCommand, StaffEvent>
{
    public const string KindName = "staff";

    public static readonly GrainKind<StaffRoster> Kind = new GrainKind<StaffGrain, StaffRoster, StaffCommand, StaffEvent>(KindName);

    private const int JsonLinesFormat = 1;

    /// <summary>The name in the audit for acts of the system's start.</summary>
    public const string System = "system";

    private const string Schedule = "schedule";

    /// <summary>The only grain of its kind. It stores accounts, roles and keys.</summary>
    public static GrainRef<StaffRoster> Ref { get; } = Kind.Single();

    public static StaffRoster Start(GrainId id) => new();

    public static Decision<StaffEvent> Decide(StaffRoster state, StaffCommand command) =>
        ProposalDecider.RefuseDirect(state, command) is { } refusal ? refusal : DecideAllowed(state, command);

    private static Decision<StaffEvent> DecideAllowed(StaffRoster state, StaffCommand command) => (command, Find(state, command)) switch
    {
        (InstallFourEyes install, _) => AccessDecider.Install(state, install),
        (ProposeStaff propose, _) => ProposalDecider.Propose(state, propose),
        (ApproveProposal approve, _) => ProposalDecider.Approve(state, approve),
        (RejectProposal reject, _) => ProposalDecider.Reject(state, reject),
        (TakeAccess take, var account) => AccessDecider.Take(account, take),
        (BreakGlass glass, _) => AccessDecider.Announce(state, glass),
        (CompleteBreakGlass complete, _) => AccessDecider.Complete(state, complete),
        (CancelBreakGlass cancel, _) => AccessDecider.Cancel(state, cancel),
        // The console's key is replaced by the announcement of the console only.
        (EnsureAdministrator, _) when state.FourEyes.IsOn => Decision<StaffEvent>.NothingToDo,
        (EnsureAdministrator ensure, var account) => Ensure(ensure, account),
        (AddStaff add, var account) => Add(state, add, account),
        (AddAccounts add, _) => AddAll(state, add),
        (RemoveStaff remove, null) when state.Removed.Contains(remove.Name) => Decision<StaffEvent>.NothingToDo,
        (_, null) => new Refusal(RefusalCode.NoSuchStaff, "There is no such account."),
        (ChangeRoles change, { } account) => Change(state, account, change),
        (ReplaceKey replace, { } account) when replace.KeyHash == account.KeyHash => Decision<StaffEvent>.NothingToDo,
        (ReplaceKey replace, _) => new KeyReplaced(replace.Name, replace.KeyHash, replace.At, replace.By),
        (ReplacePassword replace, _) => new PasswordReplaced(replace.Name, replace.PasswordHash, replace.At, replace.By),
        (RecordSignIn record, { } account) => SignInDecider.Record(account, record),
        (UnlockStaff unlock, { } account) when !(account.LockedUntil > unlock.At) => Decision<StaffEvent>.NothingToDo,
        (UnlockStaff unlock, _) => new StaffUnlocked(unlock.Name, unlock.At, unlock.By),
        (EndSessions end, _) => new SessionsEnded(end.Name, end.Session, end.At, end.By),
        (NamePerson name, { } account) => PersonDecider.Name(state, account, name),
        (EnterInterest enter, { } account) => PersonDecider.Enter(state, account, enter),
        (RemoveInterest remove, { } account) => PersonDecider.Remove(account, remove),
        (SetProviderId set, { } account) => ProviderDecider.Set(state, account, set),
        (RecordProviderSignIn record, { } account) => ProviderDecider.Record(account, record),
        (RemoveAccess remove, { } account) => AccessDecider.Remove(account, remove),
        (RemoveStaff, { } account) when IsLast(state, account) => LastAdministrator,
        (RemoveStaff remove, _) => new StaffRemoved(remove.Name, remove.At, remove.By),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static StaffRoster Evolve(StaffRoster state, StaffEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(StaffEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, StaffJson.Default.StaffEvent, to);

    public static IEnumerable<StaffEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, StaffJson.Default.StaffEvent);

    internal static readonly Refusal LastAdministrator = new(RefusalCode.LastAdministrator, "The last administrator for all rounds must stay.");

    /// <summary>The names under which the program itself acts. An account of this name would act unseen.</summary>
    internal static bool IsReserved(string name) => name is System or Schedule;

    internal static Refusal Reserved(string name) => new(RefusalCode.StaffExists, $"'{name}' is the name under which the program itself acts.", ("account", name));

    private static StaffAccount? Find(StaffRoster staff, StaffCommand command)
    {
        var name = command switch
        {
            EnsureAdministrator ensure => ensure.Name,
            AddStaff add => add.Name,
            ChangeRoles change => change.Name,
            ReplaceKey replace => replace.Name,
            ReplacePassword replace => replace.Name,
            RecordSignIn record => record.Name,
            UnlockStaff unlock => unlock.Name,
            EndSessions end => end.Name,
            NamePerson person => person.Name,
            EnterInterest enter => enter.Name,
            RemoveInterest remove => remove.Name,
            RemoveStaff remove => remove.Name,
            SetProviderId set => set.Name,
            RecordProviderSignIn record => record.Name,
            TakeAccess take => take.Name,
            RemoveAccess remove => remove.Name,
            _ => null,
        };
        return name is null ? null : staff.Accounts.GetValueOrDefault(name);
    }

    private static Decision<StaffEvent> Ensure(EnsureAdministrator ensure, StaffAccount? account)
    {
        RoleGrant[] roles = [new(Role.Administrator)];
        if (account is null)
            return new StaffAdded(ensure.Name, roles, ensure.KeyHash, ensure.At, System);
        StaffEvent[] events =
        [
            .. account.KeyHash == ensure.KeyHash ? (StaffEvent[])[] : [new KeyReplaced(ensure.Name, ensure.KeyHash, ensure.At, System)],
            .. IsAdministrator(account.Roles) ? (StaffEvent[])[] : [new RolesChanged(ensure.Name, [.. account.Roles, .. roles], ensure.At, System)],
        ];
        return Decision<StaffEvent>.Of(events);
    }

    private static Decision<StaffEvent> Add(StaffRoster staff, AddStaff add, StaffAccount? account)
    {
        var created = staff.Keys.Find(add.Key, add.At);
        if (created.IsRefused(out var refusal))
            return refusal;
        if (created.Answer is not null)
            return Decision<StaffEvent>.NothingToDo;
        if (IsReserved(add.Name))
            return Reserved(add.Name);
        return account is null
            ? new StaffAdded(add.Name, add.Roles, add.KeyHash, add.At, add.By, new Actor(add.Name, add.Person ?? add.Name).StoredPerson, add.Key)
            : new Refusal(RefusalCode.StaffExists, $"The account '{add.Name}' already exists.");
    }

    private static Decision<StaffEvent> AddAll(StaffRoster staff, AddAccounts add)
    {
        var created = staff.Keys.Find(add.Key, add.At);
        if (created.IsRefused(out var refusal))
            return refusal;
        if (created.Answer is not null)
            return Decision<StaffEvent>.NothingToDo;
        if (add.Accounts.FirstOrDefault(account => IsReserved(account.Name)) is { } reserved)
            return Reserved(reserved.Name);
        if (add.Accounts.Where(account => staff.Accounts.ContainsKey(account.Name)).Select(account => account.Name).ToArray() is { Length: > 0 } known)
            return new Refusal(RefusalCode.StaffExists, $"These accounts already exist: {string.Join(", ", known)}.");
        // The first event stores the key of the call: all events are one entry of the journal.
        return Decision<StaffEvent>.Of([.. add.Accounts.Select((account, index) =>
            new StaffAdded(account.Name, account.Roles, account.KeyHash, add.At, add.By, new Actor(account.Name, account.Person ?? account.Name).StoredPerson, index == 0 ? add.Key : null))]);
    }

    private static Decision<StaffEvent> Change(StaffRoster staff, StaffAccount account, ChangeRoles change)
    {
        if (change.Roles.SequenceEqual(account.Roles))
            return Decision<StaffEvent>.NothingToDo;
        if (Stale.Refuse(change.BasedOn, account.RolesVersion, $"The list of the roles of '{account.Name}'") is { } stale)
            return stale;
        return IsLast(staff, account) && !IsAdministrator(change.Roles) ? LastAdministrator : new RolesChanged(change.Name, change.Roles, change.At, change.By);
    }

    internal static bool IsLast(StaffRoster staff, StaffAccount account) =>
        IsAdministrator(account.Roles) && staff.Accounts.Values.Count(other => IsAdministrator(other.Roles)) == 1;

    internal static bool IsAdministrator(IEnumerable<RoleGrant> roles) => roles.Any(grant => grant is { Role: Role.Administrator, Round: null });
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StaffEvent))]
internal sealed partial class StaffJson : JsonSerializerContext;
