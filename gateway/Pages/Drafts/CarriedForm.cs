using System.Text.Json;
using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages.Drafts;

/// <summary>
/// A form that was sent after its session had ended. It travels through the sign-in page and is offered again afterwards, so that nothing
/// typed is lost where the server does not know whose it is.
/// </summary>
/// <param name="To">The form's address.</param>
/// <param name="Fields">All its fields but the token and the button.</param>
public sealed record CarriedForm(string To, IReadOnlyList<FormField> Fields)
{
    /// <summary>The field of the sign-in page that holds the form.</summary>
    public const string Field = "carried";

    public string ToText() => JsonSerializer.Serialize(this, ApiJson.Options);

    internal static CarriedForm Of(HttpRequest request, IFormCollection sent) => new(
        request.Path,
        [.. sent.Where(field => field.Key is not (FormTokens.Field or "act")).SelectMany(field => field.Value, (field, value) => new FormField(field.Key, value ?? ""))]);

    /// <summary>The form of a sign-in page; null when it holds none, or one that this program did not write.</summary>
    public static CarriedForm? Parse(string? text)
    {
        if (text is not { Length: > 0 })
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
/// Marks a form that may be sent after its session has ended: see <see cref="CarriedForm"/>. The route takes <c>act=resume</c>, which shows
/// it as it was typed.
/// </summary>
internal sealed record CarriesForm
{
    public static readonly CarriesForm Instance = new();
}
