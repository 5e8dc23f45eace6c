using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rounds;
using Evaluation.Rules;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>The base of the pages that show issued credentials.</summary>
public abstract class IssuedPart : PagePart
{
    [Parameter, EditorRequired]
    public required RoundView Round { get; set; }

    [Parameter, EditorRequired]
    public required Group Group { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Credentials { get; set; }

    /// <summary>The id of the batch.</summary>
    [Parameter, EditorRequired]
    public string Batch { get; set; } = "";

    /// <summary>The number of the slip of each credential; empty texts in a round of the old form.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Slips { get; set; }

    /// <summary>How many of the credentials are spares. They are the last ones.</summary>
    [Parameter]
    public int Spares { get; set; }

    /// <summary>Whether a credential is a spare, by its place.</summary>
    protected bool IsSpare(int index) => index >= Credentials.Count - Spares;

    /// <summary>The voting link up to the credential, which is appended.</summary>
    [Parameter, EditorRequired]
    public string Link { get; set; } = "";
}
