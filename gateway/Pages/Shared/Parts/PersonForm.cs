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
        Slug.IsValid(Unit ?? "") && PlainText.Fault(Reason ?? "", Limits.ReasonCharacters, lines: false) is null
            ? new NewInterest(Unit!, Reason!)
            : new Refusal(RefusalCode.BadRequest, "A unit is 1 to 64 of a-z, 0-9 and -. Give a reason.");

    /// <summary>The person that the form names. Refused with <see cref="RefusalCode.BadRequest"/>.</summary>
    public Outcome<string> ToPerson() => PlainText.Fault(Person ?? "", Limits.PersonCharacters, lines: false) is null
        ? Person!
        : new Refusal(RefusalCode.BadRequest, $"Name the person, in at most {Limits.PersonCharacters} characters.");

    private static string? Text(IFormCollection form, string field) => form.TryGetValue(field, out var text) ? text.ToString().Trim() : null;
}
