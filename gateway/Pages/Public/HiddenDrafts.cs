using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public;

/// <summary>Answers every public page of a draft as that of an unknown round, except to those who may read the draft.</summary>
internal sealed class HiddenDrafts(RoundViews views) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.GetRouteValue("round") is not string round)
            return await next(context);
        var view = await views.GetAsync(round);
        return !view.IsRefused(out _) && view.Answer.State == RoundState.Draft && !RoundUseCases.MaySee(view.Answer, PageRequest.Of(context.HttpContext).Account)
            ? RoundUseCases.NoSuchRound.ToResult()
            : await next(context);
    }
}
