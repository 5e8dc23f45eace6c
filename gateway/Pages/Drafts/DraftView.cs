using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Shared;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Gateway.Pages.Drafts;

/// <summary>What a form shows of its reader's draft.</summary>
/// <param name="Form">The form.</param>
/// <param name="Version">The version of the draft that this form has seen; 0 for none.</param>
/// <param name="BasedOn">The version of the rules that this form is based on; null where a form has none.</param>
/// <param name="Current">The version of the rules that is stored now.</param>
public sealed record DraftView(FormName Form, long Version, int? BasedOn, int? Current)
{
    /// <summary>The draft that the form shows; null when it shows what is stored.</summary>
    public FormDraft? Shown { get; init; }

    /// <summary>A stored draft that the form does not show.</summary>
    public FormDraft? Offered { get; init; }

    /// <summary>Whether <see cref="Offered"/> was saved elsewhere while this form was filled in.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Whether the form was not sent because the rules have been changed since it was opened. Sent again, it is.</summary>
    public bool IsStale { get; init; }

    /// <summary>Whether the rules have been changed since the person began to type.</summary>
    public bool IsOutdated => BasedOn != Current;

    /// <summary>The address under which the draft is saved.</summary>
    public string SaveAddress => $"/api/drafts/{Form}";
}

internal static class DraftFields
{
    public const string Version = "draft-version";

    /// <summary>Fields that belong to the page and not to what a person has typed.</summary>
    private static readonly string[] Own = [FormTokens.Field, "act", Version, BasedOnField.Name];

    /// <summary>What the person has typed, with the versions that the form has seen.</summary>
    public static NewDraft Typed(this IFormCollection sent) => new(
        [.. sent.Where(field => !Own.Contains(field.Key)).SelectMany(field => field.Value, (field, value) => new FormField(field.Key, value ?? ""))],
        sent.BasedOn() is [<= int.MaxValue and var basedOn] ? (int)basedOn : null,
        long.TryParse(sent[Version].ToString(), out var version) ? version : 0);

    /// <summary>The fields as a form sends them.</summary>
    public static IEnumerable<KeyValuePair<string, StringValues>> Sent(this FormDraft draft) =>
        draft.Fields.GroupBy(field => field.Name, (name, fields) => KeyValuePair.Create(name, new StringValues([.. fields.Select(field => field.Value)])));
}
