using System.Text;
using System.Text.Json;
using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Shared;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Gateway.Pages.Drafts;

/// <summary>
/// A form that was sent after its session had ended. It travels through the sign-in page, and through a forced change of the password, and
/// is offered again afterwards. The server does not store it, because it does not know the account yet.
/// </summary>
/// <param name="To">The form's address, with its query.</param>
/// <param name="Fields">All its fields but the token and the button.</param>
/// <param name="HadFile">Whether a file was chosen. A browser sends it anew only if it is chosen anew.</param>
public sealed record CarriedForm(string To, IReadOnlyList<FormField> Fields, bool HadFile = false)
{
    /// <summary>The field of the sign-in page that holds the form.</summary>
    public const string Field = "carried";

    /// <summary>The button that shows the form again as it was typed.</summary>
    public const string Resume = "resume";

    public string ToText() => JsonSerializer.Serialize(this, ApiJson.Options);

    /// <summary>
    /// The form of a request; null when its text has more than <see cref="Limits.CarriedFormBytes"/>. Then nothing of it is kept, and the
    /// page says so.
    /// </summary>
    internal static CarriedForm? Of(HttpRequest request, IFormCollection sent)
    {
        if (Characters(sent) > Limits.CarriedFormBytes)
            return null;
        var carried = new CarriedForm(request.Path + request.QueryString, [.. Carried(sent).SelectMany(field => field.Value, (field, value) => new FormField(field.Key, value ?? ""))], sent.Files.Any(file => file.Length > 0));
        return Fits(carried.ToText()) ? carried : null;
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Carried(IFormCollection sent) => sent.Where(field => field.Key is not (FormTokens.Field or "act"));

    /// <summary>A lower bound of the text's length, for which the text need not be written.</summary>
    private static long Characters(IFormCollection sent) => Carried(sent).Sum(field => field.Value.Sum(value => (long)field.Key.Length + (value?.Length ?? 0)));

    private static bool Fits(string text) => Encoding.UTF8.GetByteCount(text) <= Limits.CarriedFormBytes;

    /// <summary>The form of a sign-in page; null when it holds none, or one that this program did not write.</summary>
    public static CarriedForm? Parse(string? text)
    {
        if (text is not { Length: > 0 } || !Fits(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize<CarriedForm>(text, ApiJson.Options) is { To: { } to, Fields: { } fields } carried
                && Preferences.Local(to) == to && fields.All(field => field is { Name: not null, Value: not null }) ? carried : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// Marks routes whose forms may be sent after the session has ended: see <see cref="CarriedForm"/>. Each of them takes <c>act=resume</c>,
/// which shows the form as it was typed and does nothing else.
/// </summary>
internal sealed record CarriesForm
{
    public static readonly CarriesForm Instance = new();
}

internal static class ResumedForms
{
    extension(IFormCollection form)
    {
        /// <summary>Whether the form is to be shown again as it was typed.</summary>
        public bool IsResumed => form["act"] == CarriedForm.Resume;
    }
}
