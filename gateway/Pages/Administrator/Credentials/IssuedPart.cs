using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rounds;
using Evaluation.Rules;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>A page of credentials that were just issued.</summary>
public abstract class IssuedPart : PagePart
{
    [Parameter, EditorRequired]
    public required RoundView Round { get; set; }

    [Parameter, EditorRequired]
    public required Group Group { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Credentials { get; set; }

    /// <summary>The link without the credential, which comes behind it.</summary>
    [Parameter, EditorRequired]
    public string Link { get; set; } = "";
}
