using System.Text;

namespace Evaluation.Documents;

/// <summary>What a document is for. The kind decides whether version numbers survive a removal.</summary>
/// <param name="Name">A slug. It is stored, so it never changes.</param>
/// <param name="KeepsVersion">
/// True: the version numbers continue after a removal, so the store keeps a small row. False: a removal deletes the row, and the next save
/// has version 1.
/// </param>
public sealed record DocumentKind(string Name, bool KeepsVersion)
{
    /// <summary>What a person is typing.</summary>
    public static readonly DocumentKind Draft = new("draft", KeepsVersion: true);

    /// <summary>A self-assessment or an inspection sheet that is not filed. Kept until its round is archived.</summary>
    public static readonly DocumentKind Assessment = new("assessment", KeepsVersion: true);

    /// <summary>The server's side of a staff session. Keys are random and never used again.</summary>
    public static readonly DocumentKind Session = new("session", KeepsVersion: false);

    /// <summary>The number of wrong passwords for an account's name from an address. The name and the address are the key.</summary>
    public static readonly DocumentKind Attempts = new("attempts", KeepsVersion: false);

    public override string ToString() => Name;
}

/// <summary>Names a document: its kind, and a key that is unique within the kind.</summary>
/// <remarks>
/// Keys are compared character by character. A key may hold any Unicode text without control characters, so a name in any script can be
/// part of it; use a <c>/</c> between parts and end a prefix with one, because the prefix <c>li</c> also matches the keys of <c>lina</c>.
/// </remarks>
public sealed record DocumentId
{
    /// <exception cref="ArgumentException">The key is empty, too long, not valid Unicode, or holds a control character.</exception>
    public DocumentId(DocumentKind kind, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ThrowIfNotText(key);
        (Kind, Key) = (kind, key);
    }

    public DocumentKind Kind { get; }

    public string Key { get; }

    public override string ToString() => $"{Kind.Name}/{Key}";

    /// <exception cref="ArgumentException">The text cannot be a key, nor the beginning of one.</exception>
    public static void ThrowIfNotText(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > Limits.DocumentKeyBytes)
            throw new ArgumentException($"A key has at most {Limits.DocumentKeyBytes} bytes.", nameof(text));
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
                throw new ArgumentException("A key holds no control character and no half of a surrogate pair.", nameof(text));
    }
}
