namespace Evaluation.Kernel;

/// <summary>Checks ids and codes: <c>[a-z0-9-]{1,64}</c>.</summary>
public static class Slug
{
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= Limits.SlugCharacters && text.IndexOfAnyExcept(Allowed) < 0;

    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
