using System.Security.Cryptography;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>The id of a batch of credentials: chosen by the caller in <c>Idempotency-Key</c>, otherwise random.</summary>
public static class BatchId
{
    public const string Header = "Idempotency-Key";

    private const int RandomBytes = 16;
    private const int ShortCharacters = 6;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>
    /// The end of an id, as slips show it beside the number that begins anew in every batch. Ids that callers choose often begin alike.
    /// </summary>
    public static string Short(string id) => id.Length <= ShortCharacters ? id : id[^ShortCharacters..];

    /// <summary>
    /// Reads the header or form field. Quotation marks around it are ignored, and capitals are read as small letters, because some systems
    /// write UUIDs in capitals. A new id when it is left out.
    /// </summary>
    public static Outcome<string> Read(string? key)
    {
        if (key is null)
            return New();
        var id = (key.Length > 2 && key[0] == '"' && key[^1] == '"' ? key[1..^1] : key).ToLowerInvariant();
        return Slug.IsValid(id)
            ? id
            : new Refusal(
                RefusalCode.BadRequest,
                $"{Header} takes 1 to {Limits.SlugCharacters} letters of a to z, digits and dashes. Use a random one, such as a UUID.",
                ("header", Header));
    }
}
