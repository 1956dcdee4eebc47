/** The version of the contract that is spoken here: clients compare it with the least they need (contract 7.4). */
export const CONTRACT_VERSION = '4.15.1'
