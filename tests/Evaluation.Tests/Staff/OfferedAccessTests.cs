using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Tests.Staff;

/// <summary>The two codes of a new access can be used for some days only.</summary>
public sealed class OfferedAccessTests
{
    private static readonly TakeAccess Take = new("sun", "first", "second", "key-sun", null, Given.Now);

    [Fact]
    public void Codes_are_taken_within_their_days_and_refused_after_them_as_if_they_were_wrong()
    {
        Assert.Equal("key-sun", Offered().Do(Take with { At = Given.Now + Limits.OfferedAccessLasts - TimeSpan.FromSeconds(1) }).Accounts["sun"].KeyHash);

        var late = Offered();
        var refused = late.Refused(Take with { At = Given.Now + Limits.OfferedAccessLasts });
        var wrong = late.Refused(Take with { First = "guessed" });
        Assert.Equal((RefusalCode.SignInRefused, wrong.Detail), (refused.Code, refused.Detail));
        Assert.DoesNotContain(late.History, happened => happened is AccessTaken);
    }

    [Fact]
    public void A_new_access_of_an_account_that_exists_has_days_of_its_own()
    {
        var staff = Offered();
        var again = Given.Now + Limits.OfferedAccessLasts;
        staff.Happen(new AccessOffered(new("p-2", "third", "fourth"), "sun", again, "wang"));
        Assert.Equal(again + Limits.OfferedAccessLasts, staff.State.Accounts["sun"].Offered!.EndsAt);
        staff.Do(new TakeAccess("sun", "third", "fourth", "key-sun", null, again + TimeSpan.FromDays(1)));
        Assert.Null(staff.State.Accounts["sun"].Offered);
    }

    private static AloneStaff Offered()
    {
        var staff = new AloneStaff();
        staff.Happen(new StaffAdded("sun", [new(Role.Auditor)], "", Given.Now, "wang", Offered: new("p-1", "first", "second")));
        return staff;
    }
}
