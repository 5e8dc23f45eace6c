using System.Text.Json;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Drafts;

/// <summary>What a person has typed into a form and not sent yet.</summary>
/// <param name="Form">The form's name.</param>
/// <param name="Version">One more with each save; it never restarts.</param>
/// <param name="SavedAt">When this version was saved.</param>
/// <param name="KeptUntil">When the draft is removed unless it is saved again.</param>
/// <param name="Device">Where it was typed: <c>phone</c> or <c>computer</c>.</param>
/// <param name="BasedOn">The version of the form's subject that the person saw when typing began; null where a form has none.</param>
/// <param name="Fields">The form's fields in order. A name may occur more than once.</param>
public sealed record FormDraft(
    string Form, long Version, DateTimeOffset SavedAt, DateTimeOffset KeptUntil, string Device, int? BasedOn, IReadOnlyList<FormField> Fields);

/// <summary>A field of a form with its text as it was typed.</summary>
public sealed record FormField(string Name, string Value);

/// <summary>A draft to save.</summary>
/// <param name="Version">The version of the draft that this one replaces: 0 where there is none. Left out: any.</param>
public sealed record NewDraft(IReadOnlyList<FormField> Fields, int? BasedOn = null, long? Version = null)
{
    internal static NewDraft Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("version", "basedOn", "fields");
        var (version, basedOn) = (fields.Nullable("version"), fields.Nullable("basedOn"));
        return new(fields.Required("fields").List(Limits.DraftFields, Field), basedOn.IsThere ? basedOn.Integer() : null, version.IsThere ? version.Integer() : null);
    }

    private static FormField Field(JsonCursor at)
    {
        var field = at.Object("name", "value");
        return new(field.Required("name").Text(Limits.LabelCharacters), field.Required("value").TypedText());
    }
}

/// <summary>The answer to a save: the draft without its fields.</summary>
public sealed record SavedDraft(string Form, long Version, DateTimeOffset SavedAt, DateTimeOffset KeptUntil)
{
    public static SavedDraft Of(FormDraft draft) => new(draft.Form, draft.Version, draft.SavedAt, draft.KeptUntil);
}

/// <summary>A draft of a list.</summary>
public sealed record DraftLine(FormName Form, DateTimeOffset SavedAt, DateTimeOffset KeptUntil);
