using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Staff;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Shared.Parts;

/// <summary>The forms of an account's person and of an interest, as typed.</summary>
/// <param name="Person">Null when that form was not sent.</param>
/// <param name="Unit">Null when the form of an interest was not sent.</param>
/// <param name="Reason">Null when the form of an interest was not sent.</param>
public sealed record PersonForm(string? Person, string? Unit, string? Reason)
{
    public static PersonForm Read(IFormCollection form) => new(Text(form, "person"), Text(form, "unit"), Text(form, "reason"));

    /// <summary>The interest that the form asks for. Refused with <see cref="RefusalCode.BadRequest"/>.</summary>
    public Outcome<NewInterest> ToInterest() =>
        !Slug.IsValid(Unit ?? "") ? FormReason.At("/interest/unit", "is not a slug: 1 to 64 of a-z, 0-9 and -")
        : PlainText.Fault(Reason ?? "", Limits.ReasonCharacters, lines: false) is { } fault ? FormReason.At("/interest/reason", fault)
        : new NewInterest(Unit!, Reason!);

    /// <summary>The person that the form names. Refused with <see cref="RefusalCode.BadRequest"/>.</summary>
    public Outcome<string> ToPerson() => PlainText.Fault(Person ?? "", Limits.PersonCharacters, lines: false) is { } fault
        ? FormReason.At("/person", fault)
        : Person!;

    private static string? Text(IFormCollection form, string field) => form.TryGetValue(field, out var text) ? text.ToString().Trim() : null;
}
