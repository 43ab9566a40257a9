using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.LocalHost.Orchestrations;
using PromptFunctions.LocalHost.Telemetry;

namespace PromptFunctions.LocalHost.Http;

/// <summary>One HTTP function: where it answers, and how it is invoked.</summary>
internal sealed class HttpFunction
{
    private readonly FunctionMethod _function;
    private readonly RequestDelegate _invoke;
    private readonly ILogger _logger;

    public HttpFunction(FunctionMethod function, string routePrefix, IServiceProvider services, ILogger logger)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        _function = function;
        _logger = logger;
        Methods = trigger.Methods ?? [];
        Route = RoutePatternFactory.Parse($"{routePrefix}/{trigger.Route ?? function.Name}");
        CheckSignature();
        _invoke = RequestDelegateFactory.Create(
            function.Method,
            function.Method.IsStatic ? null : context => function.CreateInstance(context.RequestServices)!,
            new RequestDelegateFactoryOptions
            {
                ServiceProvider = services,
                RouteParameterNames = Route.Parameters.Select(parameter => parameter.Name),
            }).RequestDelegate;
    }

    /// <summary>Empty for all.</summary>
    public string[] Methods { get; }

    public RoutePattern Route { get; }

    public async Task InvokeAsync(HttpContext context)
    {
        using var span = FunctionSpans.Start(_function.Name);
        try
        {
            await _invoke(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception e) when (e is not BadHttpRequestException) // those Kestrel answers itself
        {
            _logger.LogError(e, "Function {Function} failed.", _function.Name);
            Fail(context);
        }
    }

    private static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    /// <summary>ASP.NET Core would bind more than the worker does. What only works here fails at once.</summary>
    private void CheckSignature()
    {
        foreach (var parameter in _function.Method.GetParameters())
        {
            if (parameter.ParameterType != typeof(HttpRequest)
                && parameter.ParameterType != typeof(CancellationToken)
                && !parameter.IsDurableClient()
                && Route.GetParameter(parameter.Name!) is null)
            {
                throw new LocalHostException(
                    $"Function {_function.Name}: the worker cannot bind '{parameter.Name}', which is neither the request, the durable client, a CancellationToken, nor in the route.");
            }
        }
        if (!typeof(IResult).IsAssignableFrom(Answer(_function.Method)))
            throw new LocalHostException($"Function {_function.Name} returns no IResult.");
    }

    private static Type Answer(MethodInfo method) =>
        method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Task<>)
            ? type.GetGenericArguments()[0]
            : method.ReturnType;
}
