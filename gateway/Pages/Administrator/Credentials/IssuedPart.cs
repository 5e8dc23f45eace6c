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

    /// <summary>The voting link up to the credential, which is appended.</summary>
    [Parameter, EditorRequired]
    public string Link { get; set; } = "";
}
