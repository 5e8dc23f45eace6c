using Evaluation.Gateway.Pages.Texts;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>What every page and part of one begins with: the visit, its texts and its forms of dates and numbers.</summary>
public abstract class PagePart : ComponentBase
{
    [CascadingParameter]
    public required HttpContext Http { get; set; }

    protected Visit Visit => Visit.Of(Http);

    protected Catalogue T => Visit.Texts;

    protected Formats F => Visit.Formats;
}
