using Evaluation.Gateway.Pages.Drafts;

namespace Evaluation.Gateway.Pages.Reviewer.Complaints;

/// <summary>Which of the forms of a complaint's page was sent.</summary>
internal static class SentComplaintForm
{
    /// <summary>Whether it was the form of this act. A form that is resumed names no act; its fields tell which one it is.</summary>
    /// <param name="form">Null when none was sent.</param>
    public static bool Is(IFormCollection? form, string act) => form is not null && (form.IsResumed ? form.ContainsKey(FieldOf(act)) : form["act"] == act);

    /// <summary>The field that only this form has. Of the two that have a reason, the page shows one.</summary>
    private static string FieldOf(string act) => act switch
    {
        "assign" => "to",
        "release" => "released",
        "close" => "note",
        "reject" or "restore" => "reason",
        _ => act,
    };
}
