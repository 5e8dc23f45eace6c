using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Staff;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Accounts;

/// <summary>The form of a new account, as typed.</summary>
/// <param name="Person">The person who uses the account; empty where the account stands for itself.</param>
/// <param name="Reason">The reason of the proposal, while four eyes are on.</param>
public sealed record AddAccountForm(string Name, string Person, string Reason)
{
    public static readonly AddAccountForm Empty = new("", "", "");

    public static AddAccountForm Read(IFormCollection form) => new(form["name"].ToString().Trim(), form["person"].ToString().Trim(), form["reason"].ToString());

    public bool HasNameFault => AccountName.Fault(Name) is not null;

    /// <summary>The account without a role. Refused with <see cref="RefusalCode.BadRequest"/>.</summary>
    public Outcome<NewStaff> ToAccount() =>
        AccountName.Fault(Name) is { } fault ? new Refusal(RefusalCode.BadRequest, $"The name {fault}.")
        : Person.Length > 0 && PlainText.Fault(Person, Limits.PersonCharacters, lines: false) is { } atPerson ? FormReason.At("/person", atPerson)
        : new NewStaff(Name, [], Person.Length > 0 ? Person : null);
}
