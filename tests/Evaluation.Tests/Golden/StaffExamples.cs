using Evaluation.Staff;

namespace Evaluation.Tests.Golden;

/// <summary>Every event of the staff in every shape, as one history. Append only: the lines of <c>staff.txt</c> are in journals.</summary>
internal static class StaffExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

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
    ];
}
