using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Shared.Fields;

/// <summary>The reason that a form gives for an act.</summary>
internal static class FormReason
{
    /// <summary>
    /// The reason. Refused with <see cref="RefusalCode.ReasonMissing"/> where there is none, and with <see cref="RefusalCode.BadRequest"/>
    /// and a fault at <c>/reason</c> where the API would not take it.
    /// </summary>
    public static Outcome<string> Read(IFormCollection form)
    {
        var reason = form["reason"].ToString().Trim().ReplaceLineEndings("\n");
        if (reason.Length == 0)
            return new Refusal(RefusalCode.ReasonMissing, "This act needs a reason.");
        return PlainText.Fault(reason, Limits.ReasonCharacters, lines: true) is { } fault ? At("/reason", fault) : reason;
    }

    /// <summary>The refusal of a form with a fault at one field.</summary>
    public static Refusal At(string pointer, string fault) => new(RefusalCode.BadRequest, $"{pointer} {fault}.", ("faults", (IReadOnlyList<Fault>)[new(pointer, fault)]));
}
