namespace Evaluation.Staff.Proposals;

/// <summary>The rules of taking an offered access, of taking access away, and of the console's announcements.</summary>
internal static class AccessDecider
{
    private static readonly Refusal Wrong = new(RefusalCode.SignInRefused, "The account name or one of the two codes is wrong, the access was taken already, or its time is over.");

    /// <summary>
    /// Both codes are needed, so neither the proposer nor the approver takes the access alone. The refusal does not say which reason it
    /// has:
    /// codes that are found later tell nothing.
    /// </summary>
    public static Decision<StaffEvent> Take(StaffAccount? account, TakeAccess take)
    {
        if (account?.Offered is not { } offered || offered.First != take.First || offered.Second != take.Second || take.At >= offered.EndsAt)
            return Wrong;
        return new AccessTaken(offered.Proposal, take.KeyHash, account.Name, take.At, account.Name, take.PasswordHash);
    }

    public static Decision<StaffEvent> Remove(StaffAccount account, RemoveAccess remove) =>
        account is { KeyHash: "", PasswordHash: null, ProviderId: null, Offered: null }
            ? Decision<StaffEvent>.NothingToDo
            : new AccessRemoved(account.Name, remove.At, remove.By);

    public static Decision<StaffEvent> Install(StaffRoster staff, InstallFourEyes install)
    {
        if (!staff.Accounts.IsEmpty || staff.Version > 0)
            return Decision<StaffEvent>.NothingToDo;
        RoleGrant[] roles = [new(Role.Administrator)];
        return Decision<StaffEvent>.Of(
            new StaffAdded(install.Name, roles, install.KeyHash, install.At, StaffGrain.System),
            new StaffAdded(install.OtherName, roles, install.OtherKeyHash, install.At, StaffGrain.System),
            new FourEyesTurnedOn([install.Name, install.OtherName], install.Name, install.At, StaffGrain.System));
    }

    public static Decision<StaffEvent> Announce(StaffRoster staff, BreakGlass glass) => staff.FourEyes.Announced is { } announced
        ? new Refusal(
            RefusalCode.WrongState, $"'{announced.Name}' is announced already and takes effect at {announced.EffectiveAt:O}. An administrator can cancel it.",
            ("state", "announced"), ("effectiveAt", announced.EffectiveAt))
        : new GlassBroken(staff.FourEyes.NextGlass, glass.KeyHash, glass.Reason, glass.At + Limits.BreakGlassAfter, glass.Name, glass.At, StaffGrain.System);

    public static Decision<StaffEvent> Complete(StaffRoster staff, CompleteBreakGlass complete)
    {
        if (staff.FourEyes.Announced is not { } announced || announced.EffectiveAt > complete.At)
            return Decision<StaffEvent>.NothingToDo;
        var effect = new GlassTookEffect(announced.Id, announced.Name, complete.At, StaffGrain.System);
        RoleGrant[] roles = [new(Role.Administrator)];
        if (staff.Accounts.GetValueOrDefault(announced.Name) is not { } account)
            return Decision<StaffEvent>.Of(effect, new StaffAdded(announced.Name, roles, announced.KeyHash, complete.At, StaffGrain.System, Proposal: announced.Id));
        return Decision<StaffEvent>.Of(
        [
            effect,
            // The person who held the account before keeps neither a password nor an id.
            new AccessRemoved(account.Name, complete.At, StaffGrain.System),
            new KeyReplaced(account.Name, announced.KeyHash, complete.At, StaffGrain.System, announced.Id),
            .. StaffGrain.IsAdministrator(account.Roles) ? (StaffEvent[])[] : [new RolesChanged(account.Name, [.. account.Roles, .. roles], complete.At, StaffGrain.System, announced.Id)],
        ]);
    }

    public static Decision<StaffEvent> Cancel(StaffRoster staff, CancelBreakGlass cancel) => staff.FourEyes.Announced switch
    {
        // A repeat of the call.
        null when staff.FourEyes.Glass is [.., { State: GlassState.Cancelled }] => Decision<StaffEvent>.NothingToDo,
        null => new Refusal(RefusalCode.NoSuchProposal, "The console has announced nothing that can be cancelled."),
        { } announced when announced.EffectiveAt <= cancel.At => new Refusal(
            RefusalCode.WrongState, $"The time of '{announced.Name}' has come. Remove the account if it must not act.", ("state", "effective")),
        { } announced => new GlassCancelled(announced.Id, announced.Name, cancel.At, cancel.By),
    };
}
