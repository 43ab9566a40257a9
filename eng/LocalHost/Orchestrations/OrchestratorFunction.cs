using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>One orchestrator.</summary>
internal sealed class OrchestratorFunction
{
    private readonly FunctionMethod _function;
    private readonly IServiceScopeFactory _scopes;
    private readonly DataConverter _converter;

    public OrchestratorFunction(FunctionMethod function, IServiceScopeFactory scopes, DataConverter converter)
    {
        _function = function;
        _scopes = scopes;
        _converter = converter;
        var parameters = function.Method.GetParameters();
        if (parameters.FirstOrDefault(parameter => IsContext(parameter) && parameter.ParameterType != typeof(TaskOrchestrationContext)) is { } context)
            throw new LocalHostException($"Function {Name}: the trigger '{context.Name}' is no TaskOrchestrationContext.");
        if (parameters.Count(parameter => !IsContext(parameter) && parameter.ParameterType != typeof(CancellationToken)) > 1)
            throw new LocalHostException($"Function {Name}: an orchestrator has its context, a CancellationToken, and one parameter for its input.");
    }

    public string Name => _function.Name;

    public async Task<object?> RunAsync(TaskOrchestrationContext context, string? input)
    {
        using var scope = _scopes.CreateScope(); // while it waits it is dropped, and its scope with it: each wake-up has its own
        return await FunctionResult.InvokeAsync(
            _function.Method, _function.CreateInstance(scope.ServiceProvider), [.. _function.Method.GetParameters().Select(Argument)]);

        object? Argument(ParameterInfo parameter) =>
            IsContext(parameter) ? context
            : parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
            : _converter.Deserialize(input, parameter.ParameterType);
    }

    private static bool IsContext(ParameterInfo parameter) => parameter.IsDefined(typeof(OrchestrationTriggerAttribute));
}
