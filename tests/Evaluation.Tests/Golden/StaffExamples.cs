using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Tests.Golden;

/// <summary>Every event of the staff in every shape, as one history. Append only: the lines of <c>staff.txt</c> are in journals.</summary>
internal static class StaffExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static string Hash(char digit) => new(digit, 64);

    public static readonly StaffEvent[] All =
    [
        new StaffAdded("li", [new(Role.Administrator)], new string('a', 64), At, "system"),
        new StaffAdded("王", [], new string('b', 64), At, "li"),
        new RolesChanged("王",
            [new(Role.Unit, "golden", "u1"), new(Role.Inspector, "golden"), new(Role.Reviewer), new(Role.Auditor), new(Role.Operator)], At, "li"),
        new KeyReplaced("王", new string('c', 64), At, "li"),
        new StaffRemoved("王", At, "li"),
        new PasswordReplaced("li", "AQAAAAIAAzRQ/e+x==", At, "li"),
        new SignInFailed("li", null, At, "system"),
        new SignInFailed("li", At.AddMinutes(15), At, "system"),
        new SignedIn("li", At, "li"),
        new StaffUnlocked("li", At, "wang"),
        new StaffAdded("chen-2", [], new string('d', 64), At, "li", "陈"),
        new PersonNamed("chen-2", "Chen Wei", At, "li"),
        new PersonNamed("chen-2", null, At, "li"),
        new InterestEntered("chen-2", "u1", "联络员", At, "chen-2"),
        new InterestRemoved("chen-2", "u1", At, "li"),
        new StaffAdded("zhou", [], new string('e', 64), At, "li", Key: new("0a", "0b")),
        new InterestEntered("zhou", "u2", "liaison", At, "li", new("0c", "0d")),
        new ProviderIdSet("zhou", "7f1e-周", At, "li"),
        new SignedInByProvider("zhou", At, "zhou"),
        new ProviderIdRemoved("zhou", At, "li"),
        new StaffProposed("p-1", new(ProposalKind.FourEyes), "两名管理员商定", "li", At, "li", "李"),
        new ProposalApproved("p-1", "li", At, "wang", "Wang Min"),
        new FourEyesTurnedOn(["li", "wang"], "li", At, "li", "p-1"),
        new StaffProposed("p-2", new(ProposalKind.Add, [new("sun", [new(Role.Auditor)], Hash('1'), "孙")]), "new", "sun", At, "li", Key: new("0e", "0f")),
        new StaffAdded("sun", [new(Role.Auditor)], "", At, "li", "孙", Proposal: "p-2", Offered: new("p-2", Hash('1'), Hash('2'))),
        new StaffProposed("p-3", new(ProposalKind.Roles, Roles: [new(Role.Unit, "golden", "u1")], RolesVersion: 7), "r", "sun", At, "li"),
        new RolesChanged("sun", [new(Role.Unit, "golden", "u1")], At, "li", "p-3"),
        new StaffProposed("p-4", new(ProposalKind.Access, Code: Hash('3'), RolesVersion: 7), "lost", "sun", At, "li"),
        new ProposalRejected("p-4", "not lost", "sun", At, "wang", "Wang Min"),
        new AccessOffered(new("p-4", Hash('3'), Hash('4')), "sun", At, "li"),
        new AccessTaken("p-4", Hash('5'), "sun", At, "sun"),
        new AccessTaken("p-4", Hash('5'), "sun", At, "sun", "AQAAAAIAAzRQ/e+x=="),
        new StaffProposed("p-5", new(ProposalKind.Person, Person: "Sun Li", RolesVersion: 7), "r", "sun", At, "li"),
        new PersonNamed("sun", "Sun Li", At, "li", "p-5"),
        new StaffProposed("p-6", new(ProposalKind.ProviderId, ProviderId: "7f1f", RolesVersion: 7), "r", "sun", At, "li"),
        new ProviderIdSet("sun", "7f1f", At, "li", "p-6"),
        new StaffProposed("p-7", new(ProposalKind.Confirm, Names: ["chen-2", "zhou"]), "r", "chen-2", At, "li"),
        new AccountsConfirmed(["chen-2", "zhou"], "p-7", "chen-2", At, "li"),
        new AccessRemoved("sun", At, "li"),
        new GlassBroken("b-1", Hash('6'), "both have left", At.AddDays(1), "rescue", At, "system"),
        new GlassCancelled("b-1", "rescue", At, "li"),
        new GlassTookEffect("b-1", "rescue", At, "system"),
        new StaffAdded("rescue", [new(Role.Administrator)], Hash('7'), At, "system", Proposal: "b-1"),
        new KeyReplaced("rescue", Hash('6'), At, "system", "b-1"),
        new SessionsEnded("li", "3f", At, "wang"),
        new SessionsEnded("li", null, At, "li"),
    ];
}
