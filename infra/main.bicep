targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('The name of the environment: part of the resource group\'s name, and of the hash in all others.')
param environmentName string

@minLength(1)
@description('The region. Flex Consumption has to be there: az functionapp list-flexconsumption-locations.')
@metadata({ azd: { type: 'location' } })
param location string

@description('The resource group; empty names it after the environment.')
param resourceGroupName string = ''

@description('Puts the storage account behind private endpoints, which the app reaches through a virtual network.')
param vnetEnabled bool = false

@description('How the storage account is replicated. ZRS survives a zone; GZRS and RAGZRS a region too.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_RAGRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param storageSku string = 'Standard_ZRS'

@description('Locks the storage account against deletion. azd down needs the lock taken off first.')
param storageLock bool = true

@minValue(1)
@maxValue(365)
@description('For how many days deleted blobs and containers, and earlier versions of blobs, are kept.')
param blobRetentionDays int = 30

@description('The memory of an instance in MB, and with it its cores: a quarter, one, two.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
@description('The most instances there may be, of all groups together.')
param maximumInstanceCount int = 100

@minValue(0)
@maxValue(1000)
@description('How many requests an instance handles at once; 0 leaves it to the platform, which goes by the memory.')
param httpConcurrency int = 0

@minValue(0)
@description('Instances that always run for HTTP requests. 0 scales to zero: the first request after a pause waits for a start.')
param alwaysReadyHttp int = 0

@minValue(0)
@description('Instances that always run for rollouts (the durable group). 0 scales to zero: a step of a rollout may wait for a start.')
param alwaysReadyDurable int = 0

@description('Settings of the product that differ from app/settings.bicep, by their names with __. No secrets: these are readable in the deployment.')
param settings object = {}

@description('The URI of a Key Vault secret with the key of the model that tests ask; empty for none. The app\'s identity needs the role Key Vault Secrets User on it.')
param modelApiKeySecretUri string = ''

@description('The application in Microsoft Entra ID that callers ask tokens for; empty leaves sign-in off.')
param authClientId string = ''

@description('The tenant whose tokens are taken; empty for the subscription\'s own.')
param authTenantId string = ''

@description('Who is written to when an alert fires; empty leaves the alerts without a message.')
param alertEmail string = ''

@minValue(60)
@description('From how many seconds of waiting points on the folding of metrics is called late.')
param foldLagAlertSeconds int = 300

@minValue(0)
@description('How many answers of 5xx within five minutes are borne without an alert.')
param serverErrorAlertCount int = 10

var abbrs = loadJsonContent('./abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var functionAppName = '${abbrs.webSitesFunctions}api-${token}'
var deploymentContainer = 'app-package-${take(functionAppName, 32)}-${take(toLower(uniqueString(functionAppName, token)), 7)}'

resource rg 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: empty(resourceGroupName) ? '${abbrs.resourcesResourceGroups}${environmentName}' : resourceGroupName
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  scope: rg
  params: {
    name: '${abbrs.managedIdentityUserAssignedIdentities}api-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'app/monitoring.bicep' = {
  scope: rg
  params: {
    workspaceName: '${abbrs.operationalInsightsWorkspaces}${token}'
    applicationInsightsName: '${abbrs.insightsComponents}${token}'
    location: location
    tags: tags
  }
}

module storage 'app/storage.bicep' = {
  scope: rg
  params: {
    name: '${abbrs.storageStorageAccounts}${token}'
    location: location
    tags: tags
    sku: storageSku
    isPrivate: vnetEnabled
    isLocked: storageLock
    retentionDays: blobRetentionDays
    deploymentContainer: deploymentContainer
  }
}

module rbac 'app/rbac.bicep' = {
  scope: rg
  params: {
    storageAccountName: storage.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    principalId: identity.outputs.principalId
  }
}

module vnet 'app/vnet.bicep' = if (vnetEnabled) {
  scope: rg
  params: {
    name: '${abbrs.networkVirtualNetworks}${token}'
    location: location
    tags: tags
  }
}

module privateEndpoints 'app/private-endpoints.bicep' = if (vnetEnabled) {
  scope: rg
  params: {
    namePrefix: abbrs.networkPrivateEndpoints
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
    virtualNetworkId: vnet!.outputs.id
    subnetId: vnet!.outputs.privateEndpointSubnetId
  }
}

module api 'app/api.bicep' = {
  scope: rg
  params: {
    name: functionAppName
    planName: '${abbrs.webServerFarms}${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainer: deploymentContainer
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    subnetId: vnetEnabled ? vnet!.outputs.appSubnetId : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyDurable: alwaysReadyDurable
    settings: settings
    modelApiKeySecretUri: modelApiKeySecretUri
    authClientId: authClientId
    authTenantId: empty(authTenantId) ? tenant().tenantId : authTenantId
  }
  // An app that starts before it may reach its storage fails, and tries again only some minutes later.
  dependsOn: [rbac, privateEndpoints]
}

module alerts 'app/alerts.bicep' = {
  scope: rg
  params: {
    namePrefix: '${abbrs.insightsScheduledQueryRules}${token}-'
    actionGroupName: '${abbrs.insightsActionGroups}${token}'
    location: location
    tags: tags
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    email: alertEmail
    foldLagSeconds: foldLagAlertSeconds
    serverErrorCount: serverErrorAlertCount
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = rg.name
output AZURE_FUNCTION_NAME string = api.outputs.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output SERVICE_API_NAME string = api.outputs.name
output SERVICE_API_URI string = api.outputs.uri
output SERVICE_API_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
