using System.Security.Cryptography;

namespace Evaluation.Gateway.Pages.Public.Complaints;

/// <summary>The form of a complaint as it was typed.</summary>
public sealed record TypedComplaint
{
    private const int KeyDigits = 32;

    /// <summary>The name of the unit, or a part of it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name for which <see cref="Chosen"/> was offered.</summary>
    public string NameBefore { get; init; } = "";

    /// <summary>The unit that was chosen; null for none.</summary>
    public string? Chosen { get; init; }

    public string Text { get; init; } = "";

    public string Contact { get; init; } = "";

    /// <summary>A random key: a form that is sent twice files one complaint.</summary>
    public string Key { get; init; } = "";

    public TypedComplaint WithKey() => this with { Key = RandomNumberGenerator.GetHexString(KeyDigits, lowercase: true) };

    internal static TypedComplaint Of(IFormCollection form)
    {
        return new()
        {
            Name = Field("name"),
            NameBefore = Field("nameBefore"),
            Chosen = Field("unit") is { Length: > 0 } unit ? unit : null,
            Text = Field("text"),
            Contact = Field("contact"),
            Key = Field("key"),
        };

        string Field(string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");
    }
}
